import groovy.transform.Field

/** What may be asked for, and the variable by which rentabot.sh takes it. */
@Field static final Map<String, String> VARIABLES = [
    url: 'RENTABOT_URL',
    tags: 'RENTABOT_TAGS',
    expression: 'RENTABOT_EXPRESSION',
    name: 'RENTABOT_NAME',
    quantity: 'RENTABOT_QUANTITY',
    priority: 'RENTABOT_PRIORITY',
    wait: 'RENTABOT_WAIT',
    ttl: 'RENTABOT_TTL',
    clientId: 'RENTABOT_CLIENT_ID',
]

@Field static final int LOST = 3

/**
 * Locks resources of Rent-A-Bot, runs the body while they are locked, and frees them. withBots.txt says what the options are.
 *
 * The body runs beside a shell step that extends the locks. That is neither a thread, which a pipeline cannot have, nor a loop
 * of the pipeline, which would write a step into the build for each round; and it survives a restart of Jenkins.
 */
def call(Map options = [:], Closure body) {
    if (!env.NODE_NAME) error('withBots needs an agent: put it into node { … }, or give the stage an agent.')
    if (!isUnix()) error('withBots needs an agent with a POSIX shell, curl and awk.')
    List<String> settings = settingsOf(options)
    if (!settings) error("withBots has no such option among ${options.keySet()}: it takes ${VARIABLES.keySet()} and credentialsId.")
    if (!options.clientId) settings += "RENTABOT_CLIENT_ID=${env.JOB_NAME}#${env.BUILD_NUMBER}".toString()
    if (!options.url) settings += "RENTABOT_URL=${env.RENTABOT_URL ?: ''}".toString()

    // Out of the body's way: it may clean its workspace.
    String dir = "${pwd(tmp: true)}/rentabot-${UUID.randomUUID()}"
    settings += "RENTABOT_DIR=${dir}".toString()
    String credentialsId = options.credentialsId

    def result = null
    boolean isFailed = true
    try {
        writeFile file: "${dir}/rentabot.sh", text: libraryResource('rentabot.sh')
        if (rentabot('acquire', 'Rent-A-Bot: queue and lock', settings, credentialsId) != 0) {
            error('Nothing was locked; the lines above say why.')
        }
        List<String> granted = readFile(file: "${dir}/env", encoding: 'UTF-8').tokenize('\n')
        parallel(
            'with bots': {
                try {
                    withEnv(granted) { result = body() }
                } finally {
                    writeFile file: "${dir}/done", text: ''
                }
            },
            'lock': {
                if (rentabot('keep', 'Rent-A-Bot: extend', settings, credentialsId) != 0) {
                    error('A lock was lost while the job ran; the lines above say why.')
                }
            },
            failFast: true,
        )
        isFailed = false
    } finally {
        int code = rentabot('release', 'Rent-A-Bot: free', settings, credentialsId)
        // What the body threw goes first.
        if (code == LOST && !isFailed) error('A lock was lost while the job ran; the lines above say why.')
    }
    return result
}

/** Its code. Nothing is put into the text of the script, and the key neither into that nor into an argument. */
int rentabot(String command, String label, List<String> settings, String credentialsId) {
    String script = "#!/bin/sh\nexec sh \"\$RENTABOT_DIR/rentabot.sh\" ${command} \"\$RENTABOT_DIR\"\n"
    int code = 1
    withEnv(settings) {
        if (credentialsId) {
            withCredentials([string(credentialsId: credentialsId, variable: 'RENTABOT_API_KEY')]) {
                code = sh(label: label, script: script, returnStatus: true)
            }
        } else {
            code = sh(label: label, script: script, returnStatus: true)
        }
    }
    return code
}

/** Every variable, so that none comes from elsewhere; none at all when there is an option that is unknown. */
@NonCPS
static List<String> settingsOf(Map options) {
    if (options.keySet().any { !VARIABLES.containsKey(it) && it != 'credentialsId' }) return []
    return VARIABLES.collect { option, variable ->
        def value = options[option]
        "${variable}=${value instanceof Collection ? value.join(',') : value ?: ''}".toString()
    }
}
