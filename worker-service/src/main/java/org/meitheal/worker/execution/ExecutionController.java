package org.meitheal.worker.execution;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.execution.PlanTicket;
import org.meitheal.protocol.execution.PlanTicketVerifier;
import org.meitheal.protocol.execution.TicketException;
import org.meitheal.protocol.execution.Timings;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.trace.Step;
import org.meitheal.worker.exchange.TicketedErrors;
import org.meitheal.worker.inference.InferenceException;
import org.meitheal.worker.inference.Inferences;
import org.meitheal.worker.memory.MemoryExhaustedException;
import org.meitheal.worker.model.UnknownModelException;
import org.meitheal.worker.oip.InferExchange;
import org.slf4j.MDC;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Runs plans. The ticket is the credential: a scheduler signed it for this device, this life of it
 * and this use.
 */
@RestController
@RequestMapping("/v1/executions")
final class ExecutionController {
  private final PlanTicketVerifier tickets;
  private final Lead lead;
  private final Executions executions;
  private final Inferences inferences;

  ExecutionController(
      PlanTicketVerifier tickets, Lead lead, Executions executions, Inferences inferences) {
    this.tickets = tickets;
    this.lead = lead;
    this.executions = executions;
    this.inferences = inferences;
  }

  @PostMapping
  void execute(
      @RequestHeader(name = PlanTicket.HEADER, required = false) @Nullable String ticket,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    long receivedAt = inferences.now();
    try {
      LeadAnswer answer = carryOut(required(ticket), receivedAt, request);
      try {
        write(answer, response);
      } finally {
        answer.sent();
      }
    } catch (OipException
        | InferenceException
        | UnknownModelException
        | MemoryExhaustedException
        | TicketException failure) {
      TicketedErrors.of(failure).write(response);
    }
  }

  private static void write(LeadAnswer answer, HttpServletResponse response) throws IOException {
    response.setHeader(Timings.HEADER, ProtocolJson.MAPPER.writeValueAsString(answer.timings()));
    if (!answer.parts().isEmpty()) {
      response.setHeader(PartRun.HEADER, ProtocolJson.MAPPER.writeValueAsString(answer.parts()));
    }
    InferExchange.write(answer.body(), response);
  }

  /** Out of the queue at once; when it runs, after the segment that is being computed. */
  @DeleteMapping("/{id}")
  ResponseEntity<Void> cancel(@PathVariable String id) {
    return ResponseEntity.status(executions.cancel(id) ? 204 : 404).build();
  }

  private static String required(@Nullable String ticket) {
    if (ticket == null) {
      throw new OipException(401, "a plan is needed in the header " + PlanTicket.HEADER);
    }
    return ticket;
  }

  private LeadAnswer carryOut(String ticket, long receivedAt, HttpServletRequest request)
      throws IOException {
    PlanClaims plan = tickets.accept(ticket);
    Executions.Led execution = executions.begin(plan);
    try (MDC.MDCCloseable _ = MDC.putCloseable("execution", plan.execution());
        Step _ = Step.begin("lead").note("meitheal.execution", plan.execution())) {
      return lead.carryOut(plan, ticket, receivedAt, request, execution);
    } finally {
      executions.end(plan);
    }
  }
}
