package org.meitheal.protocol.scheduler;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list, newest first; {@code next} is the {@code before} of the page after it. */
public record Page<T>(List<T> items, @Nullable String next) {}
