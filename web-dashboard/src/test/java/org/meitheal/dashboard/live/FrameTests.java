package org.meitheal.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FrameTests {
  @Test
  void knowsInWhichFrameAFragmentChanged() {
    Frame first = Frame.EMPTY.next(Map.of("a", "1", "b", "1"));
    Frame second = first.next(Map.of("a", "2", "b", "1"));

    assertThat(second.number()).isEqualTo(2);
    assertThat(second.fragments().get("a").changedIn()).isEqualTo(2);
    assertThat(second.fragments().get("b").changedIn()).isEqualTo(1);
  }

  @Test
  void wakesWhoWaitsAndLetsTheSlowSkip() throws Exception {
    LiveFeed feed = new LiveFeed();
    CompletableFuture<Frame> waiting = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> waiting.complete(after(feed, 0)));
    feed.publish(Map.of("a", "1"));
    assertThat(waiting.get(5, TimeUnit.SECONDS).number()).isEqualTo(1);

    feed.publish(Map.of("a", "2"));
    feed.publish(Map.of("a", "3"));
    assertThat(after(feed, 1).fragments().get("a").html()).isEqualTo("3");
  }

  @Test
  void waitsNoLongerThanItMay() throws Exception {
    LiveFeed feed = new LiveFeed();
    feed.publish(Map.of("a", "1"));

    assertThat(feed.after(1, Duration.ofMillis(20)).number()).isEqualTo(1);
  }

  private static Frame after(LiveFeed feed, long number) {
    try {
      return feed.after(number, Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
