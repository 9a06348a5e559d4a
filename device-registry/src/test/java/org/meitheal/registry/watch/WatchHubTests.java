package org.meitheal.registry.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.registry.WatchEvent;
import org.meitheal.registry.link.LinkKey;

class WatchHubTests {
  private static final DeviceId DEVICE = new DeviceId("a");

  private final AtomicLong blocks = new AtomicLong(1);
  private boolean databaseAway;
  private final WatchHub hub =
      new WatchHub(new Removals(), new Versions(this::block), ProtocolJson.MAPPER, 3, 2);

  @Test
  void beginsWithASnapshotOfTheVersionSoFar() throws Exception {
    Follower first = hub.join(null);
    hub.changed(DEVICE);

    assertThat(sent(first)).containsExactly("1 snapshot", "2 removed");
    assertThat(sent(hub.join(null))).containsExactly("2 snapshot");
  }

  @Test
  void resumesFromTheHistoryOrBeginsAnew() throws Exception {
    hub.join(null);
    for (int i = 0; i < 4; i++) {
      hub.changed(DEVICE);
    }

    assertThat(sent(hub.join(3L))).containsExactly("4 removed", "5 removed");
    assertThat(sent(hub.join(5L))).isEmpty();
    assertThat(sent(hub.join(2L))).as("the oldest known").hasSize(3);
    assertThat(sent(hub.join(1L))).as("too old").containsExactly("5 snapshot");
    assertThat(sent(hub.join(77L))).as("not from here").containsExactly("5 snapshot");
  }

  @Test
  void dropsAFollowerThatCannotKeepUp() {
    Follower slow = hub.join(null);
    for (int i = 0; i < 3; i++) {
      hub.changed(DEVICE);
    }

    assertThat(slow.isClosed()).isTrue();
    assertThat(hub.join(null).isClosed()).isFalse();
  }

  @Test
  void takesItsVersionsInBlocksThatOnlyGrow() {
    Versions versions = new Versions(this::block);
    long last = 0;
    for (int i = 0; i < Versions.BLOCK + 2; i++) {
      long next = versions.next();
      assertThat(next > last).isTrue();
      last = next;
    }
    assertThat(blocks.get()).isEqualTo(1 + 2 * Versions.BLOCK);
    assertThat(new Versions(this::block).next()).as("after a restart").isGreaterThan(last);
  }

  @Test
  void beginsAnewWhereAChangeGotNoVersion() throws Exception {
    databaseAway = true;
    hub.changed(DEVICE);
    databaseAway = false;

    assertThat(sent(hub.join(1L))).as("the first version is a snapshot's").hasSizeLessThan(2);
  }

  @Test
  void endsAllStreams() {
    Follower follower = hub.join(null);
    hub.close();

    assertThat(follower.isClosed()).isTrue();
    assertThat(hub.join(null).isClosed()).isTrue();
  }

  private long block() {
    if (databaseAway) {
      throw new IllegalStateException("away");
    }
    return blocks.getAndAdd(Versions.BLOCK);
  }

  /** Id and event of what a follower is sent until it would have to wait. */
  private static List<String> sent(Follower follower) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    follower.writePending(out);
    String text = out.toString(StandardCharsets.UTF_8);
    return Pattern.compile("id: (\\d+)\nevent: (\\w+)\n")
        .matcher(text)
        .results()
        .map(match -> match.group(1) + " " + match.group(2))
        .toList();
  }

  /** Every device is gone. */
  private static final class Removals implements WatchState {
    @Override
    public WatchEvent device(long version, DeviceId id) {
      return new WatchEvent.DeviceRemoved(version, id.value());
    }

    @Override
    public WatchEvent link(long version, LinkKey link) {
      return null;
    }

    @Override
    public WatchEvent.Snapshot snapshot(long version) {
      return new WatchEvent.Snapshot(version, List.of(), List.of());
    }
  }
}
