/** The PostgreSQL of the lab. */
@NullMarked
package org.meitheal.lab.database;

import org.jspecify.annotations.NullMarked;
