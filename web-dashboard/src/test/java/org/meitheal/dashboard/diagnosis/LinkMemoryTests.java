package org.meitheal.dashboard.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meitheal.dashboard.diagnosis.Known.Earlier;
import org.meitheal.protocol.registry.FleetNews.Link;
import org.meitheal.protocol.registry.LinkView;

class LinkMemoryTests {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final Link LINK = new Link("edge", "pi-1");

  private final LinkMemory memory = new LinkMemory();
  private int period;

  @Test
  void knowsTheMedianOfBeforeWithoutTheNewest() {
    look(5, 6, 7, 80);

    assertThat(memory.earlier()).containsEntry(LINK, new Earlier(6, 3));
  }

  @Test
  void saysNothingOfWhatItHasHardlySeen() {
    look(5, 6, 7);

    assertThat(memory.earlier()).isEmpty();
  }

  @Test
  void looksOnceAPeriod() {
    look(5, 6, 7, 8);
    memory.look(links(1000), START.plus(LinkMemory.PERIOD.multipliedBy(3)).plusSeconds(1));

    assertThat(memory.earlier()).containsEntry(LINK, new Earlier(6, 3));
  }

  @Test
  void forgetsWhatIsLongAgoAndWhatIsGone() {
    for (int i = 0; i < 40; i++) {
      look(i);
    }
    assertThat(memory.earlier()).containsEntry(LINK, new Earlier(31.5, 14));

    memory.look(Map.of(), START.plus(LinkMemory.PERIOD.multipliedBy(100)));
    assertThat(memory.earlier()).isEmpty();
  }

  private void look(double... medians) {
    for (double ms : medians) {
      memory.look(links(ms), START.plus(LinkMemory.PERIOD.multipliedBy(period++)));
    }
  }

  private static Map<Link, LinkView> links(double ms) {
    return Map.of(LINK, new LinkView("edge", "pi-1", List.of(ms), List.of(), ms, null, 0, START));
  }
}
