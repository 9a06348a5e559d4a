/** What the dashboard costs its server and its browser, in front of a large generated fleet. */
@NullMarked
package org.meitheal.lab.bench.dashboard;

import org.jspecify.annotations.NullMarked;
