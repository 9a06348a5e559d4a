package org.meitheal.protocol.oip;

import org.jspecify.annotations.Nullable;

/** {@code POST /v2/repository/index}; the body may be missing. */
public record RepositoryIndexRequest(@Nullable Boolean ready) {}
