package org.meitheal.registry.enrolment;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.registry.EnrolmentKey;
import org.meitheal.registry.audit.Audit;
import org.meitheal.registry.principal.ApiKeyText;
import org.meitheal.registry.settings.RegistryProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes one-time keys. */
@Component
class EnrolmentKeys {
  private static final Duration LONGEST = Duration.ofDays(30);

  private final EnrolmentKeyRows rows;
  private final Audit audit;
  private final InstantSource clock;
  private final RegistryProperties properties;

  EnrolmentKeys(
      EnrolmentKeyRows rows, Audit audit, InstantSource clock, RegistryProperties properties) {
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
    this.properties = properties;
  }

  @Transactional
  EnrolmentKey create(@Nullable Long validForMs, String operator) {
    Instant now = clock.instant();
    Instant expiresAt = now.plus(lifetime(validForMs));
    ApiKeyText key = ApiKeyText.generate();
    rows.save(new EnrolmentKeyRow(key, operator, now, expiresAt));
    audit.record(operator, "enrolment-key.create", key.id(), "expires " + expiresAt);
    return new EnrolmentKey(EnrolmentKeyText.of(key), expiresAt);
  }

  private Duration lifetime(@Nullable Long validForMs) {
    if (validForMs == null) {
      return properties.enrolmentKeyLifetime();
    }
    if (validForMs < 1 || validForMs > LONGEST.toMillis()) {
      throw new ProblemException(
          400, "invalid-lifetime", false, "valid_for_ms must lie between 1 and 30 days.");
    }
    return Duration.ofMillis(validForMs);
  }
}
