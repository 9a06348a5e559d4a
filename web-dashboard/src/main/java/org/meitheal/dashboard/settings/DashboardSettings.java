package org.meitheal.dashboard.settings;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * {@code meitheal.dashboard.*}.
 *
 * @param registryUrl where the device-registry is
 * @param schedulerUrl where the scheduler-service is
 * @param keyFile holds this service's own API key, of role SERVICE
 * @param labControlFile where a lab that runs this dashboard says how it is reached; none
 *     elsewhere, and then there is no page for it
 * @param samplesDir photos to choose from where one is sent by hand; none where left out
 */
@Validated
@ConfigurationProperties(prefix = "meitheal.dashboard", ignoreUnknownFields = false)
public record DashboardSettings(
    @NotNull URI registryUrl,
    @NotNull URI schedulerUrl,
    @NotNull Path keyFile,
    @Nullable Path labControlFile,
    @Nullable Path samplesDir) {
  public static final String LAB_CONTROL_FILE = "meitheal.dashboard.lab-control-file";
}
