package dev.nightcall.local.connect;

import io.vertx.core.Vertx;

/** Waits without a thread. Everything runs on the one event loop of {@code vertx}, so calls never meet a request. */
record Timer(Vertx vertx) {

    void after(double seconds, Runnable action) {
        vertx.setTimer(Math.max(1, Math.round(seconds * 1000)), id -> action.run());
    }
}
