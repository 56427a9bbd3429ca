using Clearing.Client.Files;

namespace Clearing.Client.Tests.CommandLine;

public class ConfirmationTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_person_is_asked_where_the_question_is_seen(bool seesOutput, bool seesError)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var terminal = new Terminal(
            new StringReader("no\n"), seesOutput ? output : null, seesError ? error : null);

        var refused = Assert.Throws<CommandException>(() => Confirmation.Ask(terminal, () => "All goes."));

        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
        Assert.Contains("nothing was done", refused.Message, StringComparison.Ordinal);
        var (asked, silent) = seesError ? (error, output) : (output, error);
        Assert.Equal("All goes. It cannot be undone. Continue? [y/N] ", asked.ToString());
        Assert.Equal("", silent.ToString());
    }

    [Fact]
    public void Yes_goes_on() => Confirmation.Ask(
        new Terminal(new StringReader("yes\n"), new StringWriter(), null), () => "All goes.");

    [Fact]
    public void A_script_whose_input_is_no_terminal_is_not_asked() => Confirmation.Ask(
        Terminal.Nobody, () => throw new InvalidOperationException("asked"));

    [Fact]
    public void A_question_that_nobody_would_see_needs_yes()
    {
        var refused = Assert.Throws<CommandException>(() => Confirmation.Ask(
            new Terminal(new StringReader("y\n"), null, null), () => "All goes."));

        Assert.Contains("--yes", refused.Message, StringComparison.Ordinal);
    }
}
