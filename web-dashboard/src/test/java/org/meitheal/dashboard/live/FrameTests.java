package org.meitheal.dashboard.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FrameTests {
  @Test
  void sendsAFragmentAgainOnlyWhenItDiffers() {
    Frame first = Frame.EMPTY.next(Map.of("a", html("1"), "b", html("1")));
    Frame second = first.next(Map.of("a", html("2\n3"), "b", html("1")));

    assertThat(second.number()).isEqualTo(2);
    assertThat(text(second, 1, "a", "b")).isEqualTo("event:a\ndata:2\ndata:3\n\n");
    assertThat(text(second, 0, "b")).isEqualTo("event:b\ndata:1\n\n");
    assertThat(text(second, 0, "c")).isEmpty();
    assertThat(text(second, 2, "a", "b")).isEmpty();
  }

  @Test
  void sendsOfManyLinesThoseThatDiffer() {
    Frame first = Frame.EMPTY.next(Map.of("c", lines("x", "1", "y", "1")));
    Frame second = first.next(Map.of("c", lines("x", "1", "y", "2")));
    Frame third = second.next(Map.of("c", lines("x", "3", "y", "2", "z", "3")));

    assertThat(text(second, 1, "c")).isEqualTo("event:c\ndata:{\"all\":false,\"lines\":[2]}\n\n");
    assertThat(text(third, 0, "c")).contains("\"all\":true").contains("2").contains("3");
    assertThat(text(third, 2, "c")).isEqualTo("event:c\ndata:{\"all\":false,\"lines\":[3,3]}\n\n");
    assertThat(text(third.next(Map.of("c", lines("x", "3", "y", "2", "z", "3"))), 3, "c"))
        .as("nothing changed")
        .isEmpty();
  }

  @Test
  void sendsAllThatIsLeftToWhoDidNotSeeOneGo() {
    Frame first = Frame.EMPTY.next(Map.of("c", lines("x", "1", "y", "1")));
    Frame second = first.next(Map.of("c", lines("x", "1")));
    Frame third = second.next(Map.of("c", lines("x", "2")));

    assertThat(text(second, 1, "c")).isEqualTo("event:c\ndata:{\"all\":true,\"lines\":[1]}\n\n");
    assertThat(text(third, 1, "c")).contains("\"all\":true");
    assertThat(text(third, 2, "c")).contains("\"all\":false");
  }

  @Test
  void makesAnEventOnceForAllWhoNeedIt() {
    Frame frame = Frame.EMPTY.next(Map.of("c", lines("x", "1")));
    Topic topic = frame.topics().get("c");

    assertThat(topic.since(0)).isSameAs(topic.since(0));
  }

  @Test
  void wakesWhoWaitsAndLetsTheSlowSkip() throws Exception {
    LiveFeed feed = new LiveFeed();
    CompletableFuture<Frame> waiting = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> waiting.complete(after(feed, 0)));
    feed.publish(Map.of("a", html("1")));
    assertThat(waiting.get(30, TimeUnit.SECONDS).number()).isEqualTo(1);

    feed.publish(Map.of("a", html("2")));
    feed.publish(Map.of("a", html("3")));
    assertThat(text(after(feed, 1), 1, "a")).contains("data:3");
    assertThat(feed.number()).isEqualTo(3);
  }

  @Test
  void waitsNoLongerThanItMay() throws Exception {
    LiveFeed feed = new LiveFeed();
    feed.publish(Map.of("a", html("1")));

    assertThat(feed.after(1, Duration.ofMillis(20)).number()).isEqualTo(1);
  }

  private static LiveText html(String text) {
    return new LiveText.Html(text);
  }

  private static LiveText lines(String... idsAndTexts) {
    Map<String, String> lines = new HashMap<>();
    for (int i = 0; i < idsAndTexts.length; i += 2) {
      lines.put(idsAndTexts[i], idsAndTexts[i + 1]);
    }
    return new LiveText.Lines(lines);
  }

  private static String text(Frame frame, long seen, String... topics) {
    return new String(frame.since(seen, new LinkedHashSet<>(List.of(topics))), UTF_8);
  }

  private static Frame after(LiveFeed feed, long number) {
    try {
      return feed.after(number, Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
