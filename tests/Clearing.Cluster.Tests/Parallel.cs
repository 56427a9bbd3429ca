// Clusters of several silos are slow to judge when they compete for the processor.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
