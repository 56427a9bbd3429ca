using System.Net.Sockets;
using System.Security.Authentication;

namespace Clearing.Formats;

/// <summary>
/// Explains in plain words, the same on every platform, why a file, disk or network failed.
/// </summary>
public static class FailureCauses
{
    private const int UnnumberedIO = unchecked((int)0x80131620);

    private static readonly Dictionary<int, string> OnUnix = new()
    {
        [5] = "the device reports an error",
        [17] = "the file exists already",
        [20] = "a part of the path is no folder",
        [24] = "too many files are open",
        [26] = "the file is being executed",
        [27] = "the file would be too large",
        [28] = "the disk is full",
        [30] = "the disk is read-only",
        [36] = "the name is too long",
        [40] = "its links lead in a circle",
        [122] = "the disk quota is used up",
    };

    private static readonly Dictionary<int, string> OnWindows = new()
    {
        [19] = "the disk is read-only",
        [32] = "another program uses the file",
        [33] = "another program uses the file",
        [39] = "the disk is full",
        [80] = "the file exists already",
        [112] = "the disk is full",
    };

    private static readonly Dictionary<SocketError, string> OfSockets = new()
    {
        [SocketError.AccessDenied] = "the port needs a permission that this user lacks",
        [SocketError.AddressAlreadyInUse] = "the port is in use by another program",
        [SocketError.AddressNotAvailable] = "this machine does not have that address",
        [SocketError.ConnectionRefused] = "nothing listens there",
        [SocketError.ConnectionReset] = "the connection broke off",
        [SocketError.HostNotFound] = "there is no host of that name",
        [SocketError.HostUnreachable] = "the network has no way to it",
        [SocketError.NetworkUnreachable] = "the network has no way to it",
        [SocketError.NoData] = "there is no host of that name",
        [SocketError.TimedOut] = "it does not answer",
        [SocketError.TryAgain] = "there is no host of that name",
    };

    /// <summary>The innermost cause of a failure, in words without a platform's text.</summary>
    /// <param name="failure">
    /// The exception; its message is used only if this program wrote it.
    /// </param>
    public static string Of(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return failure.GetBaseException() switch
        {
            SocketException socket => OfSockets.GetValueOrDefault(
                socket.SocketErrorCode, $"the network reports {socket.SocketErrorCode}"),
            AuthenticationException => "its certificate is not trusted, or it does not speak TLS",
            HttpIOException => "the connection broke off",
            FileNotFoundException or DirectoryNotFoundException =>
                "there is no such file or folder",
            UnauthorizedAccessException => "this user lacks the permission",
            PathTooLongException => "the path is too long",
            EndOfStreamException => "it ends too early",
            IOException io => OfInputOutput(io),
            HttpRequestException http => OfHttp(http),
            OperationCanceledException or TimeoutException => "it does not answer",
            var other => other.Message,
        };
    }

    private static string OfInputOutput(IOException failure)
    {
        // An error number means that the platform wrote the message; without one, this program
        // did.
        if (failure.HResult == UnnumberedIO) { return failure.Message; }
        var number = failure.HResult & 0xFFFF;
        var known = OperatingSystem.IsWindows() ? OnWindows : OnUnix;
        return known.GetValueOrDefault(number, $"the system reports error {number}");
    }

    private static string OfHttp(HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "there is no host of that name",
        HttpRequestError.SecureConnectionError => "no secure connection can be made",
        HttpRequestError.ResponseEnded => "the connection broke off",
        _ => "it does not speak HTTP as it should",
    };
}
