package org.meitheal.scheduler.execution;

import org.jspecify.annotations.Nullable;
import org.meitheal.scheduler.input.Input;
import org.meitheal.scheduler.planning.Ask;

/**
 * A request to be executed.
 *
 * @param input passed on as the client sent it
 * @param contentType as the client sent it
 * @param oipHeaderLength {@code Inference-Header-Content-Length}, as the client sent it
 * @param startedNanos when its first header byte came in, by {@link System#nanoTime}
 */
public record Call(
    Ask ask,
    Input input,
    @Nullable String contentType,
    @Nullable String oipHeaderLength,
    long startedNanos) {}
