namespace Clearing.Embedded;

/// <summary>The base of the emitted classes that pass calls on to a grain.</summary>
internal abstract class Reference(GrainClass type, string key) : GrainReference
{
    internal GrainClass Class => type;

    internal string Key => key;

    public override GrainId GrainId => GrainId.Create(type.Name, key);

    public override string ToString() => $"{type.Name}/{key}";

    /// <summary>Calls the grain.</summary>
    /// <param name="method">The method.</param>
    /// <param name="arguments">Its arguments, which are still the caller's.</param>
    internal Task<TResult> Send<TArguments, TResult>(
        GrainMethod<TArguments, TResult> method, TArguments arguments)
        where TArguments : struct
    {
        var call = new Call<TArguments, TResult>(this, method, method.Copy(arguments), null);
        type.Engine.Send(call);
        return call.Answer;
    }
}
