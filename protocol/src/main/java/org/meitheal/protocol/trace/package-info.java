/**
 * One trace a request over all services: W3C trace context in and out, spans where an exporter is
 * configured, and the trace's id in log lines.
 */
@NullMarked
package org.meitheal.protocol.trace;

import org.jspecify.annotations.NullMarked;
