package org.meitheal.scheduler.record;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.DecisionView;
import org.springframework.context.SmartLifecycle;

/** Hands each new or ended decision to those who watch. A watcher that is slow misses some. */
final class DecisionFeed implements SmartLifecycle {
  private final int watcherLimit;
  private final int waitingLimit;
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private volatile boolean open;

  DecisionFeed(int watcherLimit, int waitingLimit) {
    this.watcherLimit = watcherLimit;
    this.waitingLimit = waitingLimit;
  }

  boolean isWatched() {
    return !watchers.isEmpty();
  }

  void publish(DecisionView decision) {
    watchers.forEach(watcher -> watcher.offer(decision));
  }

  /** None when there are as many watchers as may be. */
  synchronized @Nullable Watcher watch() {
    if (!open || watchers.size() >= watcherLimit) {
      return null;
    }
    Watcher watcher = new Watcher();
    watchers.add(watcher);
    return watcher;
  }

  @Override
  public void start() {
    open = true;
  }

  /** In the first phase of a stop: the web server waits for its requests, and these never end. */
  @Override
  public void stop() {
    open = false;
  }

  @Override
  public boolean isRunning() {
    return open;
  }

  /** One who watches. */
  final class Watcher implements AutoCloseable {
    private final BlockingQueue<DecisionView> waiting = new ArrayBlockingQueue<>(waitingLimit);

    boolean isOpen() {
      return open;
    }

    /** The next decision, none if the time passes without one. */
    @Nullable DecisionView next(long timeoutMs) throws InterruptedException {
      return waiting.poll(timeoutMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      watchers.remove(this);
    }

    private void offer(DecisionView decision) {
      while (!waiting.offer(decision)) {
        waiting.poll();
      }
    }
  }
}
