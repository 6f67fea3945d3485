# Images by tag: pin them to digests (FROM image:tag@sha256:...) where builds must be reproducible.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /build

# Dependencies first: this layer is built again only when pom.xml changes.
COPY pom.xml ./
RUN mvn -B -ntp resources:resources compiler:compile dependency:copy-dependencies@lib

COPY application.properties ./
COPY src/main src/main
# The stand-ins of local mode are for laptops: neither their classes nor their libraries get into the image.
RUN mvn -B -ntp resources:resources compiler:compile \
 && rm -r target/classes/dev/nightcall/local \
 && jar --create --file target/nightcall.jar --main-class dev.nightcall.Nightcall -C target/classes . \
 && echo "-cp /opt/nightcall/nightcall.jar$(ls target/lib/*.jar | sort | sed 's|^target|:/opt/nightcall|' | tr -d '\n')" > target/classpath

FROM eclipse-temurin:17-jre
COPY --from=build /build/target/lib /opt/nightcall/lib
COPY --from=build /build/target/nightcall.jar /build/target/classpath /opt/nightcall/

# The working directory: routes/ is here, oncall.yaml (and application.properties, if you like) is mounted here.
WORKDIR /nightcall
COPY routes routes

# A start takes less long with the classes as Java has loaded and verified them before. They are for this Java and this class path,
# in this order; where one differs, Java loads its classes itself.
RUN java -XX:ArchiveClassesAtExit=/opt/nightcall/classes.jsa -XX:-UsePerfData @/opt/nightcall/classpath dev.nightcall.StartWithoutAws

USER 10001:10001
EXPOSE 8080 9876 2525 1162/udp
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx32m", "-cp", "/opt/nightcall/nightcall.jar", "dev.nightcall.HealthCheck"]

# What JDK_JAVA_OPTIONS may set otherwise. A storm comes to a Nightcall that has done nothing for days, and half of what it would
# take of the processors then is Java's second compiler.
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=50 -XX:TieredStopAtLevel=1"

# Nothing is written, so the root file system may be read-only: no performance data file, and Vert.x copies nothing to a
# cache folder.
ENTRYPOINT ["java", "-XX:SharedArchiveFile=/opt/nightcall/classes.jsa", "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", \
  "-Dvertx.disableFileCPResolving=true", "-Dvertx.disableFileCaching=true", \
  "@/opt/nightcall/classpath", "dev.nightcall.Nightcall"]
