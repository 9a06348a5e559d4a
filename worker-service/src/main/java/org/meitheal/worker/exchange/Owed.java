package org.meitheal.worker.exchange;

import org.meitheal.core.partition.Transfer;

/**
 * A piece that one part owes another; there is one at most for a cut and two parts.
 *
 * @param cut from 1; as many as there are stages for a result, which only the lead gets
 */
public record Owed(int cut, Transfer transfer) {}
