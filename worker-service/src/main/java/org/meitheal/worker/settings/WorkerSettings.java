package org.meitheal.worker.settings;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.Tier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * A worker's configuration.
 *
 * @param name becomes the device's id
 * @param tier device, edge or cloud
 * @param zone the site that it belongs to
 * @param cell the access point whose air time it shares; none for a wire of its own
 * @param advertisedUrl where others reach this worker
 * @param registryUrl of the device-registry
 * @param schedulerUrl of the scheduler that it asks for plans for requests at its own door, and for
 *     bundles that no neighbour has, and that is told of answers that were wrong; without it, it
 *     runs the model alone
 * @param enrolmentKeyFile holds the one-time key; needed at the first start only
 * @param stateDir where the identity is kept
 * @param modelsDir one bundle a sub-folder
 * @param lanes how many cores it computes on
 * @param queueLimit how many requests may wait
 * @param slowDown how many times slower than this machine the device is to appear
 * @param turnsFile by which slowed-down workers of one computer take turns; none where left out
 * @param bindAddress source address of outgoing connections; the system's choice where left out
 * @param probePeriod between two probes of the same link
 * @param maxDeadline the longest that a request may take, and the deadline of one that names none
 *     at the worker's own door
 * @param planPatience how long a request at its own door waits for a plan at most; never longer
 *     than a fifth of the request's own time
 * @param bodyLimit of a request, before and after inflating
 * @param requestMemory that the bodies of all requests may hold together
 * @param pixelLimit of a photo
 * @param recheckShare of the divided executions that it leads which it computes once more alone, to
 *     compare; 0 for none, 1 for all that come while none is being checked
 */
@Validated
@ConfigurationProperties(prefix = "meitheal.worker", ignoreUnknownFields = false)
public record WorkerSettings(
    @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}") String name,
    @NotNull Tier tier,
    @NotNull @Pattern(regexp = "\\S{1,64}") String zone,
    @Nullable String cell,
    @NotNull URI advertisedUrl,
    @NotNull URI registryUrl,
    @Nullable URI schedulerUrl,
    @Nullable Path enrolmentKeyFile,
    @NotNull Path stateDir,
    @NotNull Path modelsDir,
    @Min(1) @Max(1024) @DefaultValue("1") int lanes,
    @Min(1) @Max(100_000) @DefaultValue("16") int queueLimit,
    @DecimalMin("1") @DefaultValue("1") double slowDown,
    @Nullable Path turnsFile,
    @Nullable InetAddress bindAddress,
    @NotNull @DefaultValue("500ms") Duration probePeriod,
    @NotNull @DefaultValue("60s") Duration maxDeadline,
    @NotNull @DefaultValue("500ms") Duration planPatience,
    @NotNull @DefaultValue("64MB") DataSize bodyLimit,
    @NotNull @DefaultValue("256MB") DataSize requestMemory,
    @Min(1) @DefaultValue("50000000") long pixelLimit,
    @DecimalMin("0") @DecimalMax("1") @DefaultValue("0.02") double recheckShare) {}
