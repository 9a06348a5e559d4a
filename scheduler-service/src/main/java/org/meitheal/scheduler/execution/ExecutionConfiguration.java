package org.meitheal.scheduler.execution;

import java.time.InstantSource;
import org.meitheal.scheduler.fleet.SiteFleet;
import org.meitheal.scheduler.lead.LeadClient;
import org.meitheal.scheduler.objective.Objectives;
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
  Executions executions(
      DecisionRecord record, RecordIds ids, InstantSource clock, Objectives objectives) {
    return new Executions(record, ids, clock, objectives::ended);
  }

  @Bean
  Placing placing(Planning planning, Executions executions) {
    return new Placing(planning, executions);
  }

  @Bean
  SignedPlans signedPlans(SiteFleet fleet, TicketSigner tickets) {
    return new SignedPlans(fleet, tickets);
  }

  @Bean
  Dispatcher dispatcher(
      SchedulerProperties properties,
      Placing placing,
      Executions executions,
      SiteFleet fleet,
      LeadClient client,
      SignedPlans plans) {
    long bodyLimit = properties.bodyLimit().toBytes();
    return new Dispatcher(
        placing, executions, new LeadTry(fleet, client, plans, executions, placing, bodyLimit));
  }

  @Bean
  DeviceLeads deviceLeads(
      SchedulerProperties properties,
      Placing placing,
      Executions executions,
      SignedPlans plans,
      LeadClient client) {
    return new DeviceLeads(placing, executions, plans, client, properties.bodyLimit().toBytes());
  }
}
