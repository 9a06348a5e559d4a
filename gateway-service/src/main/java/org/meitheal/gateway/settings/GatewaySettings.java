package org.meitheal.gateway.settings;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * {@code meitheal.gateway.*}.
 *
 * @param registryUrl where the device-registry is
 * @param schedulerUrl where the scheduler-service is
 * @param dashboardUrl where the web-dashboard is
 * @param bodyLimit the largest request body, as sent (still compressed, if it is)
 * @param requestsPerSecond of one caller, sustained
 * @param burst of one caller, at once
 * @param connectTimeout to a service behind; short, because they are near
 * @param responseTimeout from a request's start to its answer's head; the longest deadline (60 s)
 *     and some
 */
@Validated
@ConfigurationProperties(prefix = "meitheal.gateway", ignoreUnknownFields = false)
public record GatewaySettings(
    @NotNull URI registryUrl,
    @NotNull URI schedulerUrl,
    @NotNull URI dashboardUrl,
    @NotNull @DefaultValue("64MB") DataSize bodyLimit,
    @Positive @DefaultValue("200") int requestsPerSecond,
    @Positive @DefaultValue("400") int burst,
    @NotNull @DefaultValue("1s") Duration connectTimeout,
    @NotNull @DefaultValue("75s") Duration responseTimeout) {}
