package org.meitheal.scheduler.fleet;

import org.meitheal.core.fleet.NodeId;
import org.meitheal.protocol.identity.TokenUnavailableException;
import org.meitheal.protocol.registry.LinkSamples;
import org.meitheal.protocol.registry.RegistryApi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/** Tells the registry what this site measured, in one batch each time it is called. */
final class SamplePoster {
  private static final Logger log = LoggerFactory.getLogger(SamplePoster.class);

  private final NodeId site;
  private final OwnLinks links;
  private final RegistryApi registry;

  SamplePoster(NodeId site, OwnLinks links, RegistryApi registry) {
    this.site = site;
    this.links = links;
    this.registry = registry;
  }

  /** Samples that could not be posted are not worth keeping: newer ones come. */
  void post() {
    LinkSamples samples = links.take(site);
    if (samples.roundTrips().isEmpty() && samples.transfers().isEmpty()) {
      return;
    }
    try {
      registry.postSamples(samples);
    } catch (RestClientException | TokenUnavailableException away) {
      log.atDebug()
          .addKeyValue("cause", String.valueOf(away.getMessage()))
          .log("The registry does not take link samples");
    }
  }
}
