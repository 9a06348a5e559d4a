/**
 * Services as child JVMs: their jars unpacked, their flags, and the caches that make them start
 * fast.
 */
@NullMarked
package org.meitheal.lab.jvm;

import org.jspecify.annotations.NullMarked;
