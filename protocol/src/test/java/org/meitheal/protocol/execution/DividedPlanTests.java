package org.meitheal.protocol.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.meitheal.protocol.execution.DividedPlan.PartOffer;
import org.meitheal.protocol.execution.Division.DividedPart;
import org.meitheal.protocol.execution.Division.DividedStage;
import org.meitheal.protocol.identity.Ed25519;

class DividedPlanTests {
  private static final int PARTS = 8;
  private static final int STAGES = 8;

  /** What workers and the scheduler's client allow for all headers together. */
  private static final int ROOM = 64 << 10;

  private static final String EXECUTION = UUID.randomUUID().toString();

  private final KeyPair key = Ed25519.generate();

  @Test
  void aPlanOfEightPartsWithEightSparesFitsIntoAHeader() {
    DividedPlan plan = plan();

    String header = plan.toHeader();

    assertThat(header).hasSizeLessThan(ROOM / 8);
    assertThat(DividedPlan.fromHeader(header)).isEqualTo(plan);
  }

  @Test
  void whatIsNoPlanIsSaidInASentence() {
    assertThatThrownBy(() -> DividedPlan.fromHeader("%"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DividedPlan.fromHeader("YWJj"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private DividedPlan plan() {
    List<DividedPart> parts =
        Collections.nCopies(PARTS, new DividedPart("camera-hall-12", "http://camera-12:8090"));
    List<DividedStage> stages = new ArrayList<>();
    for (int stage = 0; stage < STAGES; stage++) {
      List<List<Integer>> boxes = new ArrayList<>();
      for (int part = 0; part < PARTS; part++) {
        boxes.add(List.of(0, 1, part * 160 + stage, part * 160 + 160 + stage, 0, 1280));
      }
      stages.add(new DividedStage(2 * stage, 2 * stage + 2, boxes));
    }
    String division =
        new Division(1, 1280, 1280, stages, org.meitheal.core.partition.Ending.GATHER, parts)
            .text();
    List<PartOffer> helpers = new ArrayList<>();
    List<PartOffer> spares = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      helpers.add(offer(part, 10 + part, division));
      spares.add(offer(part, 30 + part, division));
    }
    return new DividedPlan(division, helpers, spares);
  }

  private PartOffer offer(int part, int device, String division) {
    PartClaims claims =
        new PartClaims(
            EXECUTION,
            1,
            part,
            "camera-hall-01",
            "camera-hall-" + device,
            123 + device,
            "efficientnet-lite0",
            "1",
            Division.sha256("model"),
            Division.sha256(division),
            0,
            987.654321,
            123.456789 / device,
            12_345_678 / device);
    String ticket = PartTicket.sign("ticket-key-2026-11", key.getPrivate(), claims);
    return new PartOffer(
        part, "camera-hall-" + device, "http://camera-" + device + ":8090", ticket);
  }
}
