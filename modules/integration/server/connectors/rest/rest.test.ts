import { connectorSuite } from '../contract-suite.ts'
import { httpStage } from '../http-stage.ts'
import { rest } from './connector.ts'

connectorSuite('REST', null, () =>
  httpStage({
    connector: rest,
    object: 'customers',
    settingsOf: ({ url }) => ({ document: `${url}/openapi.json` }),
  }),
)
