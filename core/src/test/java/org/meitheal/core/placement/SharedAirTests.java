package org.meitheal.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.LinkRecord;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.core.link.LinkEstimate;
import org.meitheal.core.split.Member;

class SharedAirTests {
  private static final LinkEstimate OWN = new LinkEstimate(3, 0.2, 1e6, 0.5, 5, 1);

  private final SharedAir air =
      SharedAir.of(
          List.of(
              link("a", "b", 1e6),
              link("b", "a", 24e6, 25e6),
              link("a", "c", 26e6),
              link("a", "far", 2e6),
              link("site/lab", "a", 3e6)),
          List.of(
              member("a", "one"), member("b", "one"), member("c", "one"), member("far", "two")));

  @Test
  void poolsTheTransfersOfACell() {
    LinkEstimate pooled = air.of(new DeviceId("a"), new DeviceId("b"), OWN);

    assertThat(pooled.bytesPerSecond()).isEqualTo(24.5e6);
    assertThat(pooled.transfers()).isEqualTo(4);
    assertThat(pooled.roundTripMs()).isEqualTo(OWN.roundTripMs());
    assertThat(pooled.spreadMs()).isEqualTo(OWN.spreadMs());
    assertThat(pooled.relativeBandwidthSpread()).isBetween(0.01, 0.2);
  }

  @Test
  void givesALinkWithoutTransfersTheBandwidthOfItsCell() {
    LinkEstimate unmeasured = new LinkEstimate(3, 0.2, null, 1, 5, 0);

    assertThat(air.of(new DeviceId("c"), new DeviceId("b"), unmeasured).bytesPerSecond())
        .isEqualTo(24.5e6);
  }

  @Test
  void leavesLinksBetweenCellsAlone() {
    assertThat(air.of(new DeviceId("a"), new DeviceId("far"), OWN)).isSameAs(OWN);
    assertThat(air.of(new DeviceId("nobody"), new DeviceId("a"), OWN)).isSameAs(OWN);
  }

  private static Member member(String id, String cell) {
    return new Member(new DeviceId(id), cell, List.of(0.0), List.of(), 0.02);
  }

  private static LinkRecord link(String from, String to, Double... bytesPerSecond) {
    return new LinkRecord(new NodeId(from), new NodeId(to), List.of(), List.of(bytesPerSecond));
  }
}
