namespace Clearing.Simulation.Runtime;

/// <summary>The ways to get grain references that this product does not use.</summary>
internal sealed partial class GrainEngine
{
    private static NotSupportedException Unused => new("The simulation has grains with keys of text only.");

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => throw Unused;

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => throw Unused;

    public TGrainInterface GetGrain<TGrainInterface>(
        Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => throw Unused;

    public TGrainInterface GetGrain<TGrainInterface>(
        long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => throw Unused;

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw Unused;

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw Unused;

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw Unused;

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw Unused;

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw Unused;

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw Unused;

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw Unused;

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => throw Unused;

    public IAddressable GetGrain(GrainId grainId) => throw Unused;

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw Unused;

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw Unused;

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => throw Unused;
}
