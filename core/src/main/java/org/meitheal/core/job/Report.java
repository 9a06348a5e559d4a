package org.meitheal.core.job;

/**
 * What a device says of a job that it has: quanta that are done, and how long they took.
 *
 * @param atMs when it was so
 * @param doneShare 0 to 1
 * @param cores on which it runs; 0 while it is suspended
 * @param quantile how fast it is for its kind, by what its quanta took; see {@link ServiceTimes}
 */
public record Report(double atMs, double doneShare, int cores, double quantile) {}
