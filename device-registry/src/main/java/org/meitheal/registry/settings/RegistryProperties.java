package org.meitheal.registry.settings;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.meitheal.protocol.identity.Role;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * All that is configured under {@code meitheal.registry}.
 *
 * @param bootstrapPrincipals callers that exist from the start
 * @param lease how long a device is believed to live after a heartbeat
 * @param heartbeatPeriod how often devices are asked to beat
 * @param tokenLifetime of a token from {@code POST /v1/tokens}
 * @param enrolmentKeyLifetime of an enrolment key whose request names none
 * @param signingKeyRotation how long one key signs tokens; the key before stays valid as long again
 * @param sampleRetention how long RTT and bandwidth samples and liveness events are kept
 * @param deviceNetworks CIDR blocks that the URLs of devices may lie in; link-local is never
 *     allowed
 * @param writeBehindCapacity how many unwritten rows of one kind are held before new ones are
 *     dropped
 * @param watchHistory how many changes can be resumed from
 * @param watchQueue how many changes a slow follower may lag before it is dropped
 */
@Validated
@ConfigurationProperties(prefix = "meitheal.registry", ignoreUnknownFields = false)
public record RegistryProperties(
    @DefaultValue List<@Valid BootstrapPrincipal> bootstrapPrincipals,
    @DefaultValue("2500ms") Duration lease,
    @DefaultValue("1s") Duration heartbeatPeriod,
    @DefaultValue("10m") Duration tokenLifetime,
    @DefaultValue("1h") Duration enrolmentKeyLifetime,
    @DefaultValue("24h") Duration signingKeyRotation,
    @DefaultValue("7d") Duration sampleRetention,
    @DefaultValue({
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "127.0.0.0/8",
          "::1/128",
          "fc00::/7"
        })
        @NotEmpty
        List<String> deviceNetworks,
    @DefaultValue("20000") @Min(1) int writeBehindCapacity,
    @DefaultValue("4096") @Min(1) int watchHistory,
    @DefaultValue("1024") @Min(1) int watchQueue) {

  public RegistryProperties {
    bootstrapPrincipals = List.copyOf(bootstrapPrincipals);
    deviceNetworks = List.copyOf(deviceNetworks);
  }

  /**
   * A caller that exists from the start.
   *
   * @param keyFile holds the whole API key, {@code mk_ID_SECRET}
   */
  public record BootstrapPrincipal(
      @NotBlank String name, @NotNull Role role, @NotNull Path keyFile) {}

  @AssertTrue(message = "heartbeat-period must be positive and lease at least 1.5 times as long")
  boolean isLeaseLongerThanPeriod() {
    return heartbeatPeriod.isPositive()
        && lease.compareTo(heartbeatPeriod.multipliedBy(3).dividedBy(2)) >= 0;
  }

  @AssertTrue(message = "signing-key-rotation must be longer than token-lifetime")
  boolean isRotationLongerThanTokens() {
    return tokenLifetime.isPositive() && signingKeyRotation.compareTo(tokenLifetime) > 0;
  }

  @AssertTrue(message = "enrolment-key-lifetime must be positive, sample-retention at least a day")
  boolean isKeptLongEnough() {
    return enrolmentKeyLifetime.isPositive() && sampleRetention.compareTo(Duration.ofDays(1)) >= 0;
  }
}
