package org.meitheal.worker.bundle;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.meitheal.protocol.identity.TokenSource;
import org.meitheal.protocol.model.BundleShelf;
import org.meitheal.protocol.registry.ProbeTarget;
import org.meitheal.worker.enrolment.Membership;
import org.meitheal.worker.settings.WorkerSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BundleConfiguration {
  /** Not shown in the index: a folder below it is no bundle of the models' folder. */
  private static final String INCOMING = ".incoming";

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_NEIGHBOURS = 16;

  @Bean
  BundleShelf bundleShelf(WorkerSettings settings) {
    return new BundleShelf(settings.modelsDir());
  }

  /** Several workers of one machine may share a models' folder, but not what is growing in it. */
  @Bean(destroyMethod = "close")
  BundleFetcher bundleFetcher(
      WorkerSettings settings,
      BundleShelf shelf,
      HttpClient http,
      TokenSource tokens,
      Membership membership) {
    Path folder = settings.modelsDir();
    return new BundleFetcher(
        folder,
        folder.resolve(INCOMING).resolve(settings.name()),
        shelf,
        () -> sources(settings, http, tokens, membership.probeTargets()),
        PAUSE,
        System::nanoTime);
  }

  /** Neighbours first: what they send costs the uplink nothing. */
  private static List<BundleSource> sources(
      WorkerSettings settings, HttpClient http, TokenSource tokens, List<ProbeTarget> targets) {
    List<BundleSource> sources = new ArrayList<>();
    targets.stream()
        .limit(MOST_NEIGHBOURS)
        .map(target ->
            new HttpBundleSource(http, target.id(), URI.create(target.url()), tokens, PATIENCE))
        .forEach(sources::add);
    URI scheduler = settings.schedulerUrl();
    if (scheduler != null) {
      sources.add(new HttpBundleSource(http, "the scheduler", scheduler, tokens, PATIENCE));
    }
    return sources;
  }
}
