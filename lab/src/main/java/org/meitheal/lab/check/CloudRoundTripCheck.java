package org.meitheal.lab.check;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.meitheal.lab.client.GatewayClient;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.session.UsedLab;
import org.meitheal.protocol.execution.Classification;
import org.meitheal.protocol.execution.Receipt;
import org.meitheal.protocol.lab.LinkOrder;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;

/** When the way to the cloud gets long, decisions stop choosing the cloud, and say why. */
public final class CloudRoundTripCheck implements Check {
  private static final String CLOUD = "cloud-1";
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int DECISIONS_AFTER = 5;
  private static final int TRIES = 20;
  private static final double NEAR_MS = 20;
  private static final double FAR_MS = 400;
  private static final Map<String, String> LATENCY =
      Map.of(
          "Meitheal-Objective", "latency",
          "Meitheal-Source", "device-1",
          "Meitheal-Deadline-Ms", "5000");

  @Override
  public CheckResult run(UsedLab lab) throws IOException, InterruptedException {
    CheckResult.Builder result = new CheckResult.Builder("cloud-rtt");
    if (!lab.status().emulated()) {
      return result
          .require(false, "the lab runs without emulation: it has no links to change")
          .build();
    }
    DecisionView before = firstCloud(lab, result);
    result.saw("before", describe(before));
    result.saw("cloud_before", cloud(before));
    result.require("cloud".equals(before.placement()), "at first the cloud is not chosen");
    setRoundTrip(lab, FAR_MS);
    try {
      watch(lab, result);
    } finally {
      setRoundTrip(lab, NEAR_MS);
    }
    return result.build();
  }

  /** What other programs do on this computer may mislead the first decisions. */
  private static DecisionView firstCloud(UsedLab lab, CheckResult.Builder result)
      throws IOException, InterruptedException {
    DecisionView decision = decide(lab);
    result.saw("cloud_at_first", cloud(decision));
    int asked = 1;
    while (asked < TRIES && !"cloud".equals(decision.placement())) {
      decision = decide(lab);
      asked++;
    }
    result.saw("decisions_until_the_cloud", asked);
    return decision;
  }

  /** Decides again and again: within the limit the cloud may still be chosen, afterwards not. */
  private static void watch(UsedLab lab, CheckResult.Builder result)
      throws IOException, InterruptedException {
    long changed = System.nanoTime();
    long lastCloud = changed;
    int after = 0;
    DecisionView decision = decide(lab);
    while (after < DECISIONS_AFTER) {
      long asked = System.nanoTime();
      decision = decide(lab);
      boolean cloud = "cloud".equals(decision.placement());
      if (asked - changed > LIMIT.toNanos()) {
        after++;
        result.require(!cloud, "the cloud was still chosen after " + LIMIT.toSeconds() + " s");
      } else if (cloud) {
        lastCloud = asked;
      }
    }
    result.saw("last_chosen_after_ms", Math.round((lastCloud - changed) / 1e6));
    result.saw("after", describe(decision));
    sayWhy(result, decision);
  }

  private static void sayWhy(CheckResult.Builder result, DecisionView decision) {
    for (CandidateView candidate : decision.candidates()) {
      if (CLOUD.equals(candidate.device())) {
        String why = candidate.whyNot();
        Double used = candidate.roundTripMs();
        result.saw("why_not_the_cloud", String.valueOf(why));
        result.saw("cloud_rtt_used_ms", String.valueOf(used));
        result.require(why != null && !why.isBlank(), "the decision does not say why");
        result.require(
            used != null && used > FAR_MS / 2, "the decision does not use the new round-trip time");
        return;
      }
    }
    result.require(false, "the decision does not mention the cloud");
  }

  private static String cloud(DecisionView decision) {
    return decision.candidates().stream()
        .filter(candidate -> CLOUD.equals(candidate.device()))
        .map(c -> c.chosen() ? "chosen" : String.valueOf(c.whyNot()))
        .findFirst()
        .orElse("not considered");
  }

  private static String describe(DecisionView decision) {
    return decision.placement() + " on " + decision.device() + ": " + decision.why();
  }

  private static DecisionView decide(UsedLab lab) throws IOException, InterruptedException {
    GatewayClient gateway = lab.gateway();
    byte[] photo = lab.photo();
    Classification answer = gateway.classify(LabOptions.MODEL, photo, LATENCY);
    Receipt receipt = answer.receipt();
    if (receipt == null || receipt.decisionId() == null) {
      throw new IOException("an answer names no decision");
    }
    return gateway.decision(receipt.decisionId());
  }

  private static void setRoundTrip(UsedLab lab, double milliseconds) {
    lab.control().change(new LinkOrder("*", CLOUD, false, milliseconds, null, null, null, null));
  }
}
