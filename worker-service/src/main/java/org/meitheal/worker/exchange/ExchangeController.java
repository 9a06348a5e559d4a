package org.meitheal.worker.exchange;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.PartTicket;
import org.meitheal.protocol.execution.PlanTicket;
import org.meitheal.protocol.execution.TicketException;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.worker.exchange.RowsReception.Address;
import org.meitheal.worker.exchange.SenderTickets.Sender;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.memory.MemoryExhaustedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What those who take part in an attempt tell each other: rows, where rows are to be sent again,
 * and that it is over. Their tickets are the credential.
 */
@RestController
@RequestMapping("/v1/executions/{execution}/attempts/{attempt}")
final class ExchangeController {
  private static final int NO_CONTENT = 204;
  private static final double LONGEST_MS = TimeUnit.MINUTES.toMillis(10);

  private final SenderTickets tickets;
  private final Exchanges exchanges;
  private final RowsReception reception;
  private final LaneClock clock;

  ExchangeController(
      SenderTickets tickets, Exchanges exchanges, RowsReception reception, LaneClock clock) {
    this.tickets = tickets;
    this.exchanges = exchanges;
    this.reception = reception;
    this.clock = clock;
  }

  /**
   * Where a part runs now.
   *
   * @param url null for the lead's
   */
  record Replay(int part, @Nullable String url) {}

  /** What a door does once it knows who calls. */
  private interface Deed {
    void run() throws IOException;
  }

  /** A neighbour's rows for a part that runs here, or will. */
  @PutMapping("/cuts/{cut}/rows/{from:\\d+}-{to:\\d+}")
  void rows(
      @PathVariable String execution,
      @PathVariable int attempt,
      @PathVariable int cut,
      @PathVariable int from,
      @PathVariable int to,
      @RequestHeader(name = PartTicket.HEADER, required = false) @Nullable String ticket,
      @RequestHeader(name = PlanTicket.HEADER, required = false) @Nullable String plan,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    AttemptId id = new AttemptId(execution, attempt);
    answer(
        response,
        () -> {
          Sender sender = tickets.sender(id, ticket, plan);
          if (!sender.mayRun(from)) {
            throw new TicketException("ticket-wrong-part", "the ticket is for another part");
          }
          reception.take(open(id, sender), sender, new Address(cut, from, to), request);
        });
  }

  /** The lead says that a part runs elsewhere now, and wants the rows for it sent again. */
  @PostMapping("/replays")
  void replay(
      @PathVariable String execution,
      @PathVariable int attempt,
      @RequestHeader(name = PartTicket.HEADER, required = false) @Nullable String spare,
      @RequestHeader(name = PlanTicket.HEADER, required = false) @Nullable String plan,
      @RequestBody Replay replay,
      HttpServletResponse response)
      throws IOException {
    AttemptId id = new AttemptId(execution, attempt);
    answer(
        response,
        () -> {
          Exchange exchange = openForLead(id, plan);
          if (!exchange.move(replay.part, url(id, replay, spare))) {
            throw RowsReception.gone();
          }
        });
  }

  /** The lead says that it is over. */
  @DeleteMapping
  void end(
      @PathVariable String execution,
      @PathVariable int attempt,
      @RequestHeader(name = PlanTicket.HEADER, required = false) @Nullable String plan,
      HttpServletResponse response)
      throws IOException {
    AttemptId id = new AttemptId(execution, attempt);
    answer(
        response,
        () -> {
          openForLead(id, plan);
          exchanges.end(id);
        });
  }

  private Exchange openForLead(AttemptId id, @Nullable String plan) {
    Sender lead = tickets.lead(id, plan);
    Exchange exchange = open(id, lead);
    Terms terms = exchange.terms();
    if (terms != null) {
      RowsReception.requireSame(terms, lead);
    }
    return exchange;
  }

  private Exchange open(AttemptId id, Sender sender) {
    double left = Math.clamp(sender.timeLeftMs(), 0, LONGEST_MS);
    long deadline = clock.now() + (long) (left * TimeUnit.MILLISECONDS.toNanos(1));
    Exchange exchange = exchanges.find(id, deadline);
    if (exchange == null) {
      throw RowsReception.gone();
    }
    return exchange;
  }

  /** A spare may be anywhere, so that its own ticket must come along. */
  private @Nullable URI url(AttemptId id, Replay replay, @Nullable String spare) {
    if (replay.url == null) {
      return null;
    }
    if (spare == null || !tickets.sender(id, spare, null).mayRun(replay.part)) {
      throw new TicketException("ticket-wrong-part", "the ticket of that part's spare is needed");
    }
    try {
      return PeerUrl.parse(replay.url);
    } catch (IllegalArgumentException noDevice) {
      throw OipException.badRequest(String.valueOf(noDevice.getMessage()));
    }
  }

  private static void answer(HttpServletResponse response, Deed deed) throws IOException {
    try {
      deed.run();
      response.setStatus(NO_CONTENT);
    } catch (OipException | TicketException | MemoryExhaustedException failure) {
      TicketedErrors.of(failure).write(response);
    }
  }
}
