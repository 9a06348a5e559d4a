package org.meitheal.lab.jvm;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.meitheal.lab.client.Http;

/**
 * What a service is asked while its start-up cache is made, so that the cache has what answering
 * needs. Done once everything has been answered, with whatever status, some times.
 */
final class Rehearsal implements BooleanSupplier {
  private static final Duration PROBE = Duration.ofSeconds(5);
  private static final int ROUNDS = 10;
  private static final List<String> ASKED =
      List.of(
          "/actuator/health",
          "/actuator/prometheus",
          "/v2/health/ready",
          "/dashboard/sign-in",
          "/dashboard/actuator/health");

  private final Http http = new Http();
  private final String address;
  private int rounds;

  Rehearsal(String address) {
    this.address = address;
  }

  @Override
  public boolean getAsBoolean() {
    try {
      for (String path : ASKED) {
        http.get(URI.create(address + path), Map.of(), PROBE);
      }
      rounds++;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return true;
    }
    return rounds >= ROUNDS;
  }
}
