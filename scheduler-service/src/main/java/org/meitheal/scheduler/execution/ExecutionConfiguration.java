package org.meitheal.scheduler.execution;

import java.time.InstantSource;
import org.meitheal.scheduler.fleet.SiteFleet;
import org.meitheal.scheduler.lead.LeadClient;
import org.meitheal.scheduler.planning.Planning;
import org.meitheal.scheduler.planning.TicketSigner;
import org.meitheal.scheduler.record.DecisionRecord;
import org.meitheal.scheduler.record.RecordIds;
import org.meitheal.scheduler.settings.SchedulerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExecutionConfiguration {
  @Bean
  Executions executions(DecisionRecord record, RecordIds ids, InstantSource clock) {
    return new Executions(record, ids, clock);
  }

  @Bean
  Dispatcher dispatcher(
      SchedulerProperties properties,
      Planning planning,
      Executions executions,
      SiteFleet fleet,
      LeadClient client,
      TicketSigner tickets) {
    long bodyLimit = properties.bodyLimit().toBytes();
    return new Dispatcher(
        planning, executions, new LeadTry(fleet, client, tickets, executions, planning, bodyLimit));
  }
}
