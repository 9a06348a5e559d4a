package org.meitheal.gateway.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.meitheal.gateway.settings.GatewaySettings;

/** One token bucket a caller, in memory: each replica of the gateway counts for itself. */
final class Quotas {
  private static final int MOST_CALLERS = 100_000;

  /** A bucket that was left alone this long is full again, so forgetting it gives nothing away. */
  private static final Duration IDLE = Duration.ofHours(1);

  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(MOST_CALLERS).expireAfterAccess(IDLE).build();
  private final GatewaySettings settings;
  private final TimeMeter time;

  Quotas(GatewaySettings settings, TimeMeter time) {
    this.settings = settings;
    this.time = time;
  }

  /** Takes one request off the caller's quota; zero if there was one, else how long to wait. */
  Duration take(String caller) {
    ConsumptionProbe probe = buckets.get(caller, _ -> fullBucket()).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
  }

  private Bucket fullBucket() {
    return Bucket.builder()
        .addLimit(limit ->
            limit
                .capacity(settings.burst())
                .refillGreedy(settings.requestsPerSecond(), Duration.ofSeconds(1)))
        .withCustomTimePrecision(time)
        .build();
  }
}
