package org.meitheal.scheduler.settings;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * {@code meitheal.scheduler.*}
 *
 * @param site names this scheduler's end of a link ({@code site/NAME}) and owns its decisions
 * @param keyFile holds this scheduler's own API key, of role SERVICE
 * @param modelsDir holds one folder a model bundle
 * @param bindAddress source address of outgoing connections
 * @param defaultDeadlineScale multiplies a model's default deadline; for a lab of slowed devices
 * @param maxDeadline no request gets more time than this
 * @param targetReliability 1 − ε where a request names none
 * @param minProbability a request that is less likely to be in time is refused at once
 * @param bodyLimit of a request, before and after inflation
 * @param objectivesFile objectives that the API cannot change, as a JSON array; none where left out
 * @param objectivesPeriod between two evaluations of the objectives
 * @param alertWebhookUrl where alerts are posted; nowhere where left out
 */
@Validated
@ConfigurationProperties(prefix = "meitheal.scheduler", ignoreUnknownFields = false)
public record SchedulerProperties(
    @DefaultValue("lab") @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}") String site,
    @NotNull URI registryUrl,
    @NotNull Path keyFile,
    @NotNull Path modelsDir,
    @Nullable InetAddress bindAddress,
    @DefaultValue("1") @Positive double defaultDeadlineScale,
    @DefaultValue("60s") Duration maxDeadline,
    @DefaultValue("0.95") @DecimalMin("0.01") @DecimalMax("0.9999") double targetReliability,
    @DefaultValue("0.05") @DecimalMin("0") @DecimalMax("1") double minProbability,
    @DefaultValue("64MB") DataSize bodyLimit,
    @Nullable Path objectivesFile,
    @DefaultValue("5s") Duration objectivesPeriod,
    @Nullable URI alertWebhookUrl) {
  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(50);
  private static final Duration LONGEST_PERIOD = Duration.ofMinutes(1);

  public SchedulerProperties {
    if (objectivesPeriod.compareTo(SHORTEST_PERIOD) < 0
        || objectivesPeriod.compareTo(LONGEST_PERIOD) > 0) {
      throw new IllegalArgumentException("objectives-period must lie between 50ms and 1m");
    }
    if (alertWebhookUrl != null
        && !(alertWebhookUrl.getHost() != null
            && List.of("http", "https").contains(alertWebhookUrl.getScheme()))) {
      throw new IllegalArgumentException("alert-webhook-url must be an http or https address");
    }
  }
}
