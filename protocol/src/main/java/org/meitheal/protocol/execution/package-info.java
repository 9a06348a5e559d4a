/** What runs on a worker: signed plans, receipts, timings. */
@NullMarked
package org.meitheal.protocol.execution;

import org.jspecify.annotations.NullMarked;
