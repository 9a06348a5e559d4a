package org.meitheal.scheduler.lead;

import org.jspecify.annotations.Nullable;
import org.meitheal.scheduler.input.Input;

/**
 * What a lead is sent.
 *
 * @param ticket the signed plan
 * @param division the divided plan as a header; none where the lead does all of it
 * @param contentType as the client sent it
 * @param oipHeaderLength {@code Inference-Header-Content-Length}, as the client sent it
 */
public record LeadRequest(
    String execution,
    String ticket,
    @Nullable String division,
    Input input,
    @Nullable String contentType,
    @Nullable String oipHeaderLength) {}
