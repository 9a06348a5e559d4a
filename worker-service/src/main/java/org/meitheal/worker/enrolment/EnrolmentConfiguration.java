package org.meitheal.worker.enrolment;

import java.net.http.HttpClient;
import java.time.InstantSource;
import org.meitheal.protocol.http.HttpClients;
import org.meitheal.protocol.identity.PublicKeySource;
import org.meitheal.protocol.identity.RegistryKeys;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.identity.TokenVerifier;
import org.meitheal.protocol.registry.EpochStart;
import org.meitheal.worker.exit.ExitStatus;
import org.meitheal.worker.settings.WorkerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EnrolmentConfiguration {
  private static final Logger log = LoggerFactory.getLogger(EnrolmentConfiguration.class);
  private static final int REFUSED = 2;

  @Bean
  InstantSource instantSource() {
    return InstantSource.system();
  }

  /** One for all outgoing calls: others know this worker by its source address. */
  @Bean
  HttpClient httpClient(WorkerSettings settings) {
    return HttpClients.create(settings.bindAddress());
  }

  @Bean
  PublicKeySource publicKeySource(HttpClient http, WorkerSettings settings, InstantSource clock) {
    return new RegistryKeys(http, settings.registryUrl(), clock);
  }

  @Bean
  TokenVerifier tokenVerifier(PublicKeySource keys, InstantSource clock) {
    return new TokenVerifier(keys, clock);
  }

  @Bean
  Enrolling enrolling(WorkerSettings settings) {
    return new Enrolling(settings, new IdentityStore(settings.stateDir()));
  }

  /** This device's own token. */
  @Bean
  TokenSource tokenSource(
      HttpClient http, WorkerSettings settings, Enrolling enrolling, InstantSource clock) {
    return new TokenSource(http, settings.registryUrl(), enrolling::credential, clock);
  }

  @Bean(destroyMethod = "")
  Membership membership(
      WorkerSettings settings,
      HttpClient http,
      Enrolling enrolling,
      TokenSource tokens,
      DeviceReport report) {
    return new Membership(
        new RegistryClient(http, settings.registryUrl(), tokens),
        enrolling,
        new EpochStart(settings.advertisedUrl().toString(), settings.lanes()),
        report,
        EnrolmentConfiguration::leave);
  }

  private static void leave(String why) {
    log.atError().addKeyValue("reason", why).log("this device cannot join its cluster: exiting");
    ExitStatus.fail(REFUSED);
  }
}
