package org.meitheal.scheduler.planning;

import java.time.InstantSource;
import org.meitheal.core.fleet.NodeId;
import org.meitheal.core.link.RecentMedianEstimator;
import org.meitheal.core.placement.ComparingPlanner;
import org.meitheal.core.placement.Planner;
import org.meitheal.core.placement.PlannerSettings;
import org.meitheal.protocol.registry.RegistryApi;
import org.meitheal.scheduler.catalog.Models;
import org.meitheal.scheduler.fleet.SiteFleet;
import org.meitheal.scheduler.objective.Objectives;
import org.meitheal.scheduler.record.DecisionRecord;
import org.meitheal.scheduler.record.RecordIds;
import org.meitheal.scheduler.settings.SchedulerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PlanningConfiguration {
  @Bean
  Planner planner(SchedulerProperties properties) {
    PlannerSettings defaults = PlannerSettings.defaults();
    return new ComparingPlanner(
        new PlannerSettings(
            properties.minProbability(),
            defaults.nearestPerTier(),
            defaults.assumedBytesPerSecond()),
        new RecentMedianEstimator());
  }

  @Bean
  Planning planning(
      SchedulerProperties properties,
      Planner planner,
      SiteFleet fleet,
      DecisionRecord record,
      RecordIds ids,
      InstantSource clock,
      Objectives objectives) {
    return new Planning(
        NodeId.site(properties.site()), planner, fleet, record, ids, clock, objectives);
  }

  @Bean
  TermsReader termsReader(SchedulerProperties properties) {
    return new TermsReader(
        properties.defaultDeadlineScale(),
        properties.maxDeadline(),
        properties.targetReliability());
  }

  @Bean
  DescribedRequests describedRequests(Models models, TermsReader terms) {
    return new DescribedRequests(models, terms);
  }

  @Bean
  TicketSigner ticketSigner(SchedulerProperties properties) {
    return new TicketSigner(properties.site());
  }

  @Bean
  TicketKeyPublisher ticketKeyPublisher(RegistryApi registry, TicketSigner signer) {
    return new TicketKeyPublisher(registry, signer);
  }
}
