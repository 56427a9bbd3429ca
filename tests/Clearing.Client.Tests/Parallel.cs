// Processes that start and stop are mostly waited for, so that more classes than processors run at once.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
