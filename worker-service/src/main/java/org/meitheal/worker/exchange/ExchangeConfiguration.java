package org.meitheal.worker.exchange;

import java.net.http.HttpClient;
import org.meitheal.protocol.execution.PartTicketVerifier;
import org.meitheal.protocol.execution.PlanTicketVerifier;
import org.meitheal.protocol.identity.PublicKeySource;
import org.meitheal.worker.enrolment.Membership;
import org.meitheal.worker.lane.LaneClock;
import org.meitheal.worker.memory.RequestMemory;
import org.meitheal.worker.settings.WorkerSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExchangeConfiguration {
  @Bean
  PlanTicketVerifier planTicketVerifier(
      PublicKeySource keys, WorkerSettings settings, Membership membership) {
    return new PlanTicketVerifier(keys, settings.name(), membership::epoch);
  }

  @Bean
  PartTicketVerifier partTicketVerifier(
      PublicKeySource keys, WorkerSettings settings, Membership membership) {
    return new PartTicketVerifier(keys, settings.name(), membership::epoch);
  }

  @Bean
  SenderTickets senderTickets(PartTicketVerifier parts, PlanTicketVerifier plans) {
    return new SenderTickets(parts, plans);
  }

  @Bean
  Exchanges exchanges(
      HttpClient http, RequestMemory memory, LaneClock clock, WorkerSettings settings) {
    return new Exchanges(settings.name(), new RowsClient(http, clock), memory, clock);
  }

  @Bean
  RowsReception rowsReception() {
    return new RowsReception();
  }
}
