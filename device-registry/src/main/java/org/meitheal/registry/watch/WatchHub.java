package org.meitheal.registry.watch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.registry.fleet.FleetListener;
import org.meitheal.registry.link.LinkKey;
import org.meitheal.registry.link.LinkListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passes changes on to followers. Under its lock a change is rendered from the state as it is then,
 * gets the next version and is queued for each follower; so the newest event about a device or link
 * always tells its newest state, whichever thread comes first, and a snapshot holds all changes up
 * to its version (and perhaps some that follow, which then come again).
 */
final class WatchHub implements FleetListener, LinkListener {
  private static final Logger log = LoggerFactory.getLogger(WatchHub.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Follower> followers = new HashSet<>();
  private final WatchState state;
  private final Versions versions;
  private final JsonMapper json;
  private final int historyCapacity;
  private final int queueCapacity;
  private @Nullable History history;
  private boolean closed;

  WatchHub(
      WatchState state,
      Versions versions,
      JsonMapper json,
      int historyCapacity,
      int queueCapacity) {
    this.state = state;
    this.versions = versions;
    this.json = json;
    this.historyCapacity = historyCapacity;
    this.queueCapacity = queueCapacity;
  }

  @Override
  public void changed(DeviceId id) {
    publish(version -> state.device(version, id));
  }

  @Override
  public void changed(LinkKey link) {
    publish(version -> state.link(version, link));
  }

  /**
   * A new follower, who must {@link #leave} in the end.
   *
   * @param lastVersion where it left off; null to begin with a snapshot
   */
  Follower join(@Nullable Long lastVersion, Wish wish) {
    return locked(() -> {
      List<Frame> first = first(wish.everything() ? lastVersion : null);
      Follower follower = new Follower(first, queueCapacity, wish, System::nanoTime);
      if (closed) {
        follower.close();
      } else {
        followers.add(follower);
      }
      return follower;
    });
  }

  void leave(Follower follower) {
    locked(() -> followers.remove(follower));
  }

  int followers() {
    return locked(followers::size);
  }

  /** Ends all streams; those who come later get one answer and the end. */
  void close() {
    locked(() -> {
      closed = true;
      closeAll();
      return closed;
    });
  }

  private List<Frame> first(@Nullable Long lastVersion) {
    History kept = history();
    List<Frame> missed = lastVersion == null ? null : kept.since(lastVersion);
    return missed != null ? missed : List.of(Frame.of(state.snapshot(kept.version()), json));
  }

  private History history() {
    if (history == null) {
      history = new History(historyCapacity, versions.next());
    }
    return history;
  }

  private void publish(LongFunction<@Nullable WatchEvent> change) {
    locked(() -> {
      try {
        append(change);
      } catch (RuntimeException noVersion) {
        startOver(noVersion);
      }
      return closed;
    });
  }

  private void append(LongFunction<@Nullable WatchEvent> change) {
    History kept = history();
    WatchEvent event = change.apply(versions.next());
    if (event == null) {
      return;
    }
    Frame frame = Frame.of(event, json);
    kept.add(frame);
    followers.removeIf(follower -> !follower.offer(frame));
  }

  /**
   * A change without a version (the database is away for hours) cannot be resumed from: followers
   * begin anew.
   */
  private void startOver(RuntimeException noVersion) {
    if (history != null) {
      log.warn("the watch starts over: {}", noVersion.getMessage());
    }
    history = null;
    closeAll();
  }

  private void closeAll() {
    followers.forEach(Follower::close);
    followers.clear();
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
