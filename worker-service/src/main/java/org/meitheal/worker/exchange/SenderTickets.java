package org.meitheal.worker.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.partition.Partition;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.protocol.execution.PartTicket;
import org.meitheal.protocol.execution.PartTicketVerifier;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.execution.PlanTicket;
import org.meitheal.protocol.execution.PlanTicketVerifier;
import org.meitheal.protocol.execution.TicketException;

/** Who sends rows or messages about an attempt: a helper on its ticket, or the lead on its plan. */
final class SenderTickets {
  private static final int ANY_PART = -1;
  private static final int MOST_REMEMBERED = 512;

  private final PartTicketVerifier parts;
  private final PlanTicketVerifier plans;
  private final Map<Shown, Sender> verified =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Shown, Sender> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  SenderTickets(PartTicketVerifier parts, PlanTicketVerifier plans) {
    this.parts = parts;
    this.plans = plans;
  }

  /**
   * @param part that it runs; the lead may run any, at home
   */
  record Sender(AttemptId id, String device, int part, String divisionSha256, double timeLeftMs) {
    boolean mayRun(int number) {
      return part == ANY_PART || part == number;
    }
  }

  /** A part's ticket is no plan, nor the other way round, however often it was seen. */
  private record Shown(String header, String ticket) {}

  /**
   * @param ticket in the header of parts
   * @param plan in the header of plans
   * @throws TicketException if there is none that is good for this attempt
   */
  Sender sender(AttemptId id, @Nullable String ticket, @Nullable String plan) {
    return ticket == null
        ? lead(id, plan)
        : good(id, known(new Shown(PartTicket.HEADER, ticket), this::part));
  }

  /**
   * @throws TicketException if there is no plan that is good for this attempt
   */
  Sender lead(AttemptId id, @Nullable String plan) {
    if (plan == null) {
      throw new TicketException("ticket-missing", "a part's ticket or the lead's plan is needed");
    }
    return good(id, known(new Shown(PlanTicket.HEADER, plan), this::plan));
  }

  private Sender part(String ticket) {
    PartClaims claims = parts.neighbour(ticket);
    if (claims.part() == Partition.LEAD) {
      throw new TicketException("ticket-wrong-part", "the lead shows its plan");
    }
    return new Sender(
        new AttemptId(claims.execution(), claims.attempt()),
        claims.helper(),
        claims.part(),
        claims.divisionSha256(),
        claims.timeLeftMs());
  }

  private Sender plan(String ticket) {
    PlanClaims claims = plans.neighbour(ticket);
    String division = claims.divisionSha256();
    if (division == null) {
      throw new TicketException("ticket-wrong-division", "the plan divides nothing");
    }
    return new Sender(
        new AttemptId(claims.execution(), claims.attempt()),
        claims.lead(),
        ANY_PART,
        division,
        claims.timeLeftMs());
  }

  /** A neighbour shows its ticket with each piece: its signature is verified once. */
  private Sender known(Shown shown, Function<String, Sender> verify) {
    synchronized (verified) {
      Sender known = verified.get(shown);
      if (known != null) {
        return known;
      }
    }
    Sender sender = verify.apply(shown.ticket);
    synchronized (verified) {
      verified.put(shown, sender);
    }
    return sender;
  }

  private static Sender good(AttemptId id, Sender sender) {
    if (!id.equals(sender.id)) {
      throw new TicketException("ticket-wrong-attempt", "the ticket is for another attempt");
    }
    return sender;
  }
}
