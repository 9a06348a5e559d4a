package org.meitheal.protocol.scheduler;

import java.time.Instant;

/**
 * {@code GET /v1/exclusions}: a device that takes no part in divisions until an operator takes it
 * back.
 *
 * @param event that took it out
 * @param why in a few words, after its name
 */
public record ExclusionView(String device, Instant since, String event, String why) {}
