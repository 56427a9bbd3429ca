// Starting and stopping silos is mostly waiting, so that more classes than processors run at once.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
