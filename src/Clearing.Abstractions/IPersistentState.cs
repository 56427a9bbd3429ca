// A from-scratch declaration of the part of the Orleans API that this project uses.
// It is not Microsoft Orleans and holds no logic.
using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>State of a grain in grain storage; read before <c>OnActivateAsync</c>.</summary>
/// <typeparam name="TState">The state.</typeparam>
public interface IPersistentState<TState> : IStorage<TState>;
