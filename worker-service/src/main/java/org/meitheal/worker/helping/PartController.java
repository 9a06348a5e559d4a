package org.meitheal.worker.helping;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.PartTicket;
import org.meitheal.protocol.execution.PartTicketVerifier;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.execution.PlanTicket;
import org.meitheal.protocol.execution.PlanTicketVerifier;
import org.meitheal.protocol.execution.TicketException;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.trace.Step;
import org.meitheal.worker.exchange.AttemptId;
import org.meitheal.worker.exchange.Frame;
import org.meitheal.worker.exchange.PartReports;
import org.meitheal.worker.exchange.TicketedErrors;
import org.meitheal.worker.inference.InferenceException;
import org.meitheal.worker.inference.Inferences;
import org.meitheal.worker.memory.MemoryExhaustedException;
import org.meitheal.worker.model.UnknownModelException;
import org.meitheal.worker.oip.InferExchange;
import org.meitheal.worker.settings.WorkerSettings;
import org.slf4j.MDC;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Runs parts. The ticket is the credential: a scheduler signed it for this device and this use. */
@RestController
@RequestMapping("/v1/parts")
final class PartController {
  private final PartTicketVerifier tickets;
  private final PlanTicketVerifier plans;
  private final Helping helping;
  private final HelpedParts parts;
  private final HelpedCounts counts;
  private final Inferences inferences;
  private final WorkerSettings settings;

  PartController(
      PartTicketVerifier tickets,
      PlanTicketVerifier plans,
      Helping helping,
      HelpedParts parts,
      HelpedCounts counts,
      Inferences inferences,
      WorkerSettings settings) {
    this.tickets = tickets;
    this.plans = plans;
    this.helping = helping;
    this.parts = parts;
    this.counts = counts;
    this.inferences = inferences;
    this.settings = settings;
  }

  @PostMapping
  void run(
      @RequestHeader(name = PartTicket.HEADER, required = false) @Nullable String ticket,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    long receivedAt = inferences.now();
    try {
      if (ticket == null) {
        throw new TicketException(
            "ticket-missing", "a ticket is needed in the header " + PartTicket.HEADER);
      }
      PartClaims claims = tickets.accept(ticket);
      Helping.Helped helped = help(claims, ticket, receivedAt, request);
      counts.done();
      PartRun report = PartReports.of(helped.outcome(), settings.name(), "done");
      response.setHeader(PartRun.HEADER, ProtocolJson.MAPPER.writeValueAsString(List.of(report)));
      InferExchange.write(
          Frame.answer(helped.cut(), helped.form(), helped.outcome().result()), response);
    } catch (OipException
        | InferenceException
        | UnknownModelException
        | MemoryExhaustedException
        | TicketException failure) {
      counts.failed();
      TicketedErrors.of(failure).write(response);
    }
  }

  private Helping.Helped help(
      PartClaims claims, String ticket, long receivedAt, HttpServletRequest request)
      throws IOException {
    try (MDC.MDCCloseable _ = MDC.putCloseable("execution", claims.execution());
        Step _ =
            Step.begin("part")
                .note("meitheal.execution", claims.execution())
                .note("meitheal.part", claims.part())) {
      return helping.carryOut(claims, ticket, receivedAt, request);
    }
  }

  /** The lead cancels a part, on its plan. */
  @DeleteMapping("/{execution}/{attempt}/{part}")
  void cancel(
      @PathVariable String execution,
      @PathVariable int attempt,
      @PathVariable int part,
      @RequestHeader(name = PlanTicket.HEADER, required = false) @Nullable String plan,
      HttpServletResponse response)
      throws IOException {
    try {
      if (plan == null) {
        throw new TicketException(
            "ticket-missing", "the plan is needed in the header " + PlanTicket.HEADER);
      }
      PlanClaims claims = plans.neighbour(plan);
      AttemptId id = new AttemptId(execution, attempt);
      if (!id.equals(new AttemptId(claims.execution(), claims.attempt()))) {
        throw new TicketException("ticket-wrong-attempt", "the plan is for another attempt");
      }
      response.setStatus(parts.cancel(id, part) ? 204 : 404);
    } catch (TicketException refused) {
      TicketedErrors.of(refused).write(response);
    }
  }
}
