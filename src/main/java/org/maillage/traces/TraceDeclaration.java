package org.maillage.traces;

import java.util.List;

/** Each module that keeps a table has one bean of this kind; a test fails on a table that nobody declares. */
public interface TraceDeclaration {
    List<Trace> traces();
}
