package org.meitheal.worker.execution;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Partition;
import org.meitheal.protocol.execution.DividedPlan;
import org.meitheal.protocol.execution.DividedPlan.PartOffer;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.execution.TicketException;
import org.meitheal.protocol.identity.InvalidJwsException;
import org.meitheal.protocol.identity.Jws;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.worker.exchange.PeerUrl;
import org.meitheal.worker.exchange.Terms;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.part.Answers;
import org.meitheal.worker.part.ResultForm;
import tools.jackson.core.JacksonException;

/**
 * What a plan says of how its work is divided, found to be sound.
 *
 * @param model that is divided
 * @param text of the division, as it travels
 * @param helpers by part; none for parts that the lead runs itself, its own and those of devices
 *     that have just left
 * @param spares by part
 * @param expectedMs what the busiest part is expected to take on its lane
 */
record DividedWork(
    ServedModel model,
    String text,
    Terms terms,
    Map<Integer, PartOffer> helpers,
    Map<Integer, PartOffer> spares,
    double expectedMs) {
  DividedWork {
    helpers = Map.copyOf(helpers);
    spares = Map.copyOf(spares);
  }

  /**
   * @param header as it came; null where there was none
   * @param lead this device
   * @throws TicketException if it is not the division that the plan was signed for
   * @throws OipException 400 if it is of no use
   */
  static DividedWork read(
      PlanClaims plan, @Nullable String header, ServedModel model, String lead) {
    if (plan.task() != PlanClaims.Task.INFER) {
      throw OipException.badRequest("only tensors can be divided");
    }
    if (header == null) {
      throw OipException.badRequest("the plan needs the header " + DividedPlan.HEADER);
    }
    try {
      DividedPlan divided = DividedPlan.fromHeader(header);
      if (!Division.sha256(divided.division()).equals(plan.divisionSha256())) {
        throw new TicketException("ticket-wrong-division", "the plan is for another division");
      }
      return of(plan, divided, model, terms(divided.division(), model), lead);
    } catch (IllegalArgumentException unsound) {
      throw OipException.badRequest(String.valueOf(unsound.getMessage()));
    }
  }

  private static Terms terms(String text, ServedModel model) {
    Division division = Division.parse(text);
    Partition partition = division.toPartition(model.chain());
    Answers.requireJoinable(model, partition);
    return Terms.of(text, division, partition);
  }

  private static DividedWork of(
      PlanClaims plan, DividedPlan divided, ServedModel model, Terms terms, String lead) {
    require(terms.device(Partition.LEAD).equals(lead), "the division names another lead");
    Map<Integer, PartOffer> helpers = new HashMap<>();
    double expectedMs = plan.expectedLaneMs();
    for (PartOffer offer : divided.helpers()) {
      requirePart(offer, terms);
      if (!offer.device().equals(lead)) {
        require(
            offer.device().equals(terms.device(offer.part()))
                && PeerUrl.parse(offer.url()).equals(terms.url(offer.part())),
            "a helper is not that of the division");
        require(helpers.put(offer.part(), offer) == null, "a part has two helpers");
        expectedMs = Math.max(expectedMs, claims(offer).expectedLaneMs());
      }
    }
    return new DividedWork(
        model, divided.division(), terms, helpers, spares(divided, terms, lead), expectedMs);
  }

  /** A spare that is the lead itself is what the lead does without a spare. */
  private static Map<Integer, PartOffer> spares(DividedPlan divided, Terms terms, String lead) {
    Map<Integer, PartOffer> spares = new HashMap<>();
    for (PartOffer offer : divided.spares()) {
      requirePart(offer, terms);
      PeerUrl.parse(offer.url());
      if (!offer.device().equals(lead)) {
        require(spares.put(offer.part(), offer) == null, "a part has two spares");
      }
    }
    return spares;
  }

  /** What the scheduler promised; the helper itself verifies the signature. */
  static PartClaims claims(PartOffer offer) {
    try {
      byte[] payload = Jws.parse(offer.ticket()).payload();
      PartClaims claims = ProtocolJson.MAPPER.readValue(payload, PartClaims.class);
      if (claims != null) {
        return claims;
      }
    } catch (InvalidJwsException | JacksonException malformed) {
      throw new IllegalArgumentException("a part's ticket has another form", malformed);
    }
    throw new IllegalArgumentException("a part's ticket has no claims");
  }

  /** What a part gives the lead. */
  ResultForm result(int part) {
    return ResultForm.of(model, terms.partition(), part);
  }

  /**
   * Whether others look for that part elsewhere than here, where it is run for want of a helper.
   */
  boolean isOrphan(int part) {
    return !helpers.containsKey(part) && !terms.device(part).equals(terms.device(Partition.LEAD));
  }

  private static void requirePart(PartOffer offer, Terms terms) {
    require(offer.part() >= 1 && offer.part() < terms.parts(), "there is no such part");
  }

  private static void require(boolean sound, String otherwise) {
    if (!sound) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
